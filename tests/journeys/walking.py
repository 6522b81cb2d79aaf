"""What a person does in the browser, in a few words: sign in, upload, type, press."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from xianji.config.founding import Founding, found
from xianji.kit import registry
from xianji.kit.imports.models import Batch
from xianji.kit.metrics import figures
from xianji.lib.actor import acting
from xianji.org.actors import actor_of
from xianji.org.company import settled
from xianji.org.models import User

PASSWORD = "a long word for the first day"
UNITS = """名称,类型,上级
华东大区,region,青鹭仪器有限公司
华南大区,region,青鹭仪器有限公司
华东一组,team,华东大区
华南一组,team,华南大区
"""
PEOPLE = """姓名,组织单元,角色,登录名,上级
纪云岭,华东大区,RM,ji,
闻溪,华东一组,REP,wen,纪云岭
柏舟,华东一组,REP,bai,纪云岭
岑南,华南一组,REP,cen,
"""
CUSTOMERS = """客户名称,规模,负责人
甲木重工(虚构),large,闻溪
乙水食品(虚构),small,岑南
"""


def founded() -> Client:
    """A company on its first day, and its first administrator in the browser."""
    found(Founding(company="青鹭仪器有限公司", admin_login="first", admin_name="沈砚", admin_password=PASSWORD))
    settled.forget()
    browser = Client(headers={"accept-language": "zh-CN"})
    assert browser.post("/account/login/", {"login": "first", "password": PASSWORD}).status_code == 302
    return browser


def enter(login: str) -> Client:
    """Somebody whose account the import has opened."""
    browser = Client(headers={"accept-language": "zh-CN"})
    browser.force_login(User.objects.get(login=login))
    return browser


def upload(browser: Client, label: str, text: str, **columns: str) -> dict[str, Any]:
    """The three steps of an import on screen; returns the last report."""
    file = SimpleUploadedFile(f"{label}.csv", text.encode("utf-8-sig"))
    chosen = browser.post("/import/new", {"object": label, "file": file})
    address = chosen.url.removesuffix("/columns")
    headings = text.splitlines()[0].split(",")
    typed = {f"to.{place}": columns.get(heading, "") for place, heading in enumerate(headings)}
    browser.post(f"{address}/columns", {**typed, "mode": "both"})
    batch = Batch.objects.get(key=address.rsplit("/", 1)[1])
    assert (batch.state, batch.report["errors"]) == ("checked", [])
    assert browser.post(f"{address}/load").status_code == 302
    batch.refresh_from_db()
    return batch.report


def fill(browser: Client, label: str, **typed: str) -> int:
    """A new record by its form; returns its id."""
    path = registry.resource_of(label).path
    done = browser.post(f"{path}new", typed)
    assert done.status_code == 302, done.context["form"].errors
    return int(done.url.rsplit("/", 1)[1])


def press(browser: Client, label: str, pk: int, verb: str, **typed: str) -> None:
    """A verb of a record with what its dialog asks."""
    done = browser.post(f"{registry.resource_of(label).address(pk)}/do/{verb}", typed)
    assert done.status_code == 302, done.context["form"].errors


def won(login: str) -> str | None:
    """Won revenue as this person sees it, to the cent."""
    with acting(actor_of(User.objects.get(login=login))):
        return figures("won_revenue").total.text(2)


def behind(browser: Client, place: int) -> list[str]:
    """The titles of the list that a figure of the performance page opens."""
    strip = browser.get("/insight/performance").context["facts"]
    return [row["title"] for row in browser.get(strip[place]["href"]).context["rows"]]
