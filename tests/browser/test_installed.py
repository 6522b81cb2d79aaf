"""The product kept on a device: there without a network, and nothing of anybody left on it."""


from playwright.sync_api import Page, expect

from tests.browser.looking import fits, until

KEPT = "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)))).flat()"
READY = "async () => !!(await navigator.serviceWorker.ready) && !!navigator.serviceWorker.controller"


def paths(page: Page) -> set[str]:
    kept = {url.split("/", 3)[3] for url in page.evaluate(KEPT)}
    return {"static" if path.startswith("static/") else path for path in kept}


def pages(language: str) -> set[str]:
    """The page for no network, and those that work without one."""
    return {"static", f"offline?lang={language}", f"offline/sales/visits/go?lang={language}"}


def test_without_a_network_there_is_a_page_and_nothing_private_is_kept(visit):
    page = visit("alice", width=390, language="zh-hans", workers=True)
    page.goto("/", wait_until="networkidle")
    until(page, lambda: page.evaluate(READY))
    page.goto("/customers/customers/", wait_until="networkidle")
    assert page.evaluate("localStorage.setItem('x', 1), navigator.serviceWorker.controller.scriptURL").endswith("?lang=zh-hans")
    page.context.set_offline(True)
    page.goto("/customers/customers/?state=lost")
    expect(page.get_by_role("heading", name="你已离线").last).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="重试").click()
    expect(page.get_by_role("heading", name="你已离线").last).to_be_visible()
    page.context.set_offline(False)
    expect(page).to_have_title("客户 · 先机")
    assert page.url.endswith("/customers/customers/?state=lost")
    assert paths(page) == pages("zh-hans")
    page.locator(".tabbar [popovertarget=side]").click()
    page.locator("[popovertarget=me-menu]").click()
    page.locator("#me-menu form button").click()
    page.wait_for_url("**/account/login/")
    assert paths(page) == pages("zh-hans")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_another_language_is_another_worker(visit):
    page = visit("alice", workers=True)
    page.goto("/", wait_until="networkidle")
    until(page, lambda: page.evaluate(READY))
    page.locator("[popovertarget=brand-menu]").click()
    page.locator("#brand-menu [value=zh-hant]").click()
    page.locator("html[lang=zh-Hant]").wait_for()
    until(page, lambda: paths(page) == pages("zh-hant"))
