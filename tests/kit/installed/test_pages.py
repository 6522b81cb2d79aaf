"""What a device reads to keep the product: a name in three languages, and nothing of anybody."""

import json
import re

import pytest

from xianji.kit.installed import release

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "先机"), ("zh-hant", "先機"), ("en", "Xianji")])
def test_the_manifest_is_in_the_readers_language(client, language, name):
    client.cookies["language"] = language
    told = json.loads(client.get("/manifest.webmanifest").content)
    assert told["name"] == name and told["lang"].lower() == language
    assert {one.get("purpose", "any") for one in told["icons"]} == {"any", "maskable"}
    assert told["start_url"] == told["scope"] == "/"


def test_the_page_for_no_network_is_the_same_for_everybody(cast, enter, client):
    own, strange = (one.get("/offline?lang=en").content.decode() for one in (enter("alice"), client))
    assert own == strange and "Alice" not in own and "csrf" not in own


def test_each_language_has_its_page(client):
    pages = {language: client.get(f"/offline?lang={language}").content.decode() for language in ("zh-hans", "zh-hant", "en")}
    assert "你已离线" in pages["zh-hans"] and "你已離線" in pages["zh-hant"] and "You are offline" in pages["en"]


def test_another_release_is_another_worker(client, monkeypatch):
    texts = [client.get("/service-worker.js?lang=en").content.decode()]
    monkeypatch.setattr(release, "static", lambda name: f"/static/next/{name}")
    release.worker.cache_clear()
    texts.append(client.get("/service-worker.js?lang=en").content.decode())
    release.worker.cache_clear()
    first, second = (re.search(r'RELEASE = "en-(\w{12})"', text)[1] for text in texts)
    assert first != second


def test_the_worker_keeps_static_files_and_one_page(client):
    answer = client.get("/service-worker.js?lang=en")
    kept = json.loads(re.search(r"KEPT = (\[.*\]);", answer.content.decode())[1])
    assert answer["Content-Type"].startswith("text/javascript") and all(one.startswith("/static/") for one in kept)
    assert "no-store" in answer["Cache-Control"]
