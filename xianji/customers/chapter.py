"""Contents of chapter 三: customer development."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.assessments.part import part as assessments
from xianji.customers.calls.part import part as calls
from xianji.customers.campaigns.part import part as campaigns
from xianji.customers.classification.part import part as classification
from xianji.customers.consents.part import part as consents
from xianji.customers.contacts.part import part as contacts
from xianji.customers.customers.part import part as customers
from xianji.customers.duplicates.part import part as duplicates
from xianji.customers.events.part import part as events
from xianji.customers.leads.part import part as leads
from xianji.customers.map.part import part as map_
from xianji.customers.nurturing.part import part as nurturing
from xianji.customers.plans.part import part as plans
from xianji.customers.playbooks.part import part as playbooks
from xianji.customers.pool.part import part as pool
from xianji.customers.preferences.part import part as preferences
from xianji.customers.processors.part import part as processors
from xianji.customers.profiles.part import part as profiles
from xianji.customers.quality.part import part as quality
from xianji.customers.teams.part import part as teams
from xianji.customers.touches.part import part as touches
from xianji.customers.webforms.part import part as webforms
from xianji.kit.registry import Chapter

chapter = Chapter(
    name="customers",
    number="三",
    title=_("Customer development"),
    icon="building",
    parts=[
        leads, calls, customers, contacts, duplicates, preferences, events, map_, plans, playbooks, teams, pool, campaigns,
        nurturing, webforms, touches, profiles, classification, quality, consents,
        processors, assessments,
    ],  # fmt: skip
)
