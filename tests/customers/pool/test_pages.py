"""The pages of the pool: one tap, a closer look, fairness, other rules."""

from xianji.customers.models import Customer, Pool, PoolEntry, PoolView
from xianji.customers.pool import looking


def test_one_tap_claims_and_the_second_one_hears_who_was_faster(cast, lying, enter):
    entry = lying("Lone Heron Mills")
    listed = enter("alice").get("/customers/pool/").text
    assert f'formaction="/customers/pool/{entry.pk}/do/claim"' in listed
    assert "0 of 5 claimed today" in enter("alice").get("/customers/pool/measure").text
    answer = enter("alice").post(f"/customers/pool/{entry.pk}/do/claim", {"next": "/customers/pool/"})
    assert answer["Location"] == f"/customers/customers/{entry.customer_id}"
    assert "1 of 5 claimed today" in enter("alice").get("/customers/pool/measure").text
    late = enter("bob").post(f"/customers/pool/{entry.pk}/do/claim", {"next": "/customers/pool/"}, follow=True)
    assert "Alice was faster" in late.text
    assert enter("carol").post(f"/customers/pool/{entry.pk}/do/claim").status_code == 404


def test_a_closer_look_is_counted_and_has_its_measure(cast, lying, enter, monkeypatch):
    first, second = lying("Lone Heron Mills"), lying("Grey Heron Mills")
    alice, here = enter("alice"), f"/customers/pool/{first.pk}"
    assert "Look closer" in alice.get(here).text
    assert alice.post(f"{here}/look").status_code == 302
    assert "Somebody spoke with them 0 times" in alice.get(here).text and PoolView.objects.count() == 1
    alice.post(f"{here}/look")
    assert PoolView.objects.count() == 1
    monkeypatch.setattr(looking, "value", lambda key: 1)
    refused = alice.post(f"/customers/pool/{second.pk}/look")
    assert refused.status_code == 422 and "looked at 1 of 1 today" in refused.text
    assert enter("carol").post(f"{here}/look").status_code == 404


def test_the_pages_of_managers_count_what_happened_and_what_would(cast, pool, lying, held, enter, django_assert_max_num_queries):
    entry = lying("Lone Heron Mills")
    enter("alice").post(f"/customers/pool/{entry.pk}/do/claim")
    held("alice", "Half idle", idle=27), held("bob", "Just called", idle=1)
    erin = enter("erin")
    erin.get("/customers/pool/fairness")
    with django_assert_max_num_queries(16):
        shown = erin.get("/customers/pool/fairness?days=7").text
    assert "how=claimed" in shown and "Alice" in shown
    asked = erin.post("/customers/pool/simulate", {"prospect.idle": "90"})
    assert asked.status_code == 200 and "Half idle" in asked.text and "would stay" in asked.text
    assert Customer.unscoped.filter(name="Half idle", owner=cast.person("alice")).exists()
    wrong = erin.post("/customers/pool/simulate", {"prospect.idle": "ten"})
    assert wrong.status_code == 422 and "“ten” is not a number of days" in wrong.text
    assert enter("alice").get("/customers/pool/simulate").status_code == 404
    page = erin.get(f"/customers/pools/{pool.pk}").text
    assert "It goes back after 30 days without follow-up." in page and "Bob" in page
    assert Pool.objects and PoolEntry.unscoped.count() == 1
