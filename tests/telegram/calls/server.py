"""What the server says of itself, and calls that change nothing here."""

from telethon import functions, types

from tests.telegram.call import Call
from tests.telegram.calls import By, answers

DC = 2


@answers(functions.help.GetConfigRequest, by=By.ANYBODY)
def config(call: Call) -> types.Config:
    """The limits that clients go by, and the one address there is."""
    now = call.dc.now()
    return types.Config(
        date=now,
        expires=now,
        test_mode=False,
        this_dc=DC,
        dc_options=[types.DcOption(DC, call.dc.host, call.dc.port, static=True)],
        dc_txt_domain_name="",
        chat_size_max=200,
        megagroup_size_max=200_000,
        forwarded_count_max=100,
        online_update_period_ms=210_000,
        offline_blur_timeout_ms=5_000,
        offline_idle_timeout_ms=30_000,
        online_cloud_timeout_ms=300_000,
        notify_cloud_delay_ms=30_000,
        notify_default_delay_ms=1_500,
        push_chat_period_ms=60_000,
        push_chat_limit=2,
        edit_time_limit=172_800,
        revoke_time_limit=2**31 - 1,
        revoke_pm_time_limit=2**31 - 1,
        rating_e_decay=2_419_200,
        stickers_recent_limit=200,
        channels_read_media_period=604_800,
        call_receive_timeout_ms=20_000,
        call_ring_timeout_ms=90_000,
        call_connect_timeout_ms=30_000,
        call_packet_timeout_ms=10_000,
        me_url_prefix="https://t.me/",
        caption_length_max=1024,
        message_length_max=4096,
        webfile_dc_id=DC,
    )


@answers(functions.help.GetNearestDcRequest, by=By.ANYBODY)
def nearest_dc(call: Call) -> types.NearestDc:
    """This one is the nearest."""
    return types.NearestDc("UA", DC, DC)


@answers(functions.help.GetAppConfigRequest, by=By.ANYBODY)
def app_config(call: Call) -> types.help.AppConfig:
    """No settings."""
    return types.help.AppConfig(0, types.JsonObject([]))


@answers(functions.account.UpdateStatusRequest, functions.channels.ReadHistoryRequest, by=By.PEOPLE)
@answers(functions.messages.SetTypingRequest)
def yes(call: Call) -> bool:
    """Nothing here depends on it."""
    return True


@answers(functions.messages.ReadHistoryRequest, by=By.PEOPLE)
def read_history(call: Call) -> types.messages.AffectedMessages:
    """Nobody keeps unread counts here."""
    return types.messages.AffectedMessages(call.account.box.pts, 0)
