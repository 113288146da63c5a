"""Photos and files that clients send."""

from telethon import functions, types
from telethon.tl import TLObject

from tests.telegram.call import Call, Refused
from tests.telegram.calls import answers


@answers(functions.upload.SaveFilePartRequest, functions.upload.SaveBigFilePartRequest)
def save_part(call: Call) -> bool:
    """Take a piece of a file. Its size is all that is kept."""
    sizes = call.dc.cloud.uploads
    sizes[call.request.file_id] = sizes.get(call.request.file_id, 0) + len(call.request.bytes)
    return True


def media_of(call: Call) -> TLObject:
    """The photo or file that the request attaches, as a message carries it."""
    media = call.request.media
    if not isinstance(media, types.InputMediaUploadedPhoto | types.InputMediaUploadedDocument):
        raise Refused(400, "MEDIA_INVALID")
    size = call.dc.cloud.uploads.pop(media.file.id, None)
    if size is None:
        raise Refused(400, "FILE_PARTS_INVALID")
    if isinstance(media, types.InputMediaUploadedPhoto):
        return photo(call.state.new_number(), call.dc.now(), size)
    document = types.Document(
        id=call.state.new_number(),
        access_hash=1,
        file_reference=b"",
        date=call.dc.now(),
        mime_type=media.mime_type,
        size=size,
        dc_id=2,
        attributes=media.attributes,
    )
    return types.MessageMediaDocument(document=document)


def photo(ident: int, at: object, size: int = 1) -> types.MessageMediaPhoto:
    """A photo of that many bytes, which nobody can fetch."""
    sizes = [types.PhotoSize("x", 800, 600, size)]
    return types.MessageMediaPhoto(photo=types.Photo(ident, 1, b"", at, sizes, dc_id=2))
