"""Index for Django."""

from xianji.customers.assessments.models import ImpactAssessment
from xianji.customers.campaigns.models import Campaign
from xianji.customers.classification.models import ClassificationResult, ClassOverride
from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.models import DuplicateCase, DuplicateLook, DuplicateMark, DuplicateSearch
from xianji.customers.events.models import AccountEvent
from xianji.customers.leads.models import Lead, ScoreRun, Signal
from xianji.customers.map.models import ContactLink
from xianji.customers.nurturing.models import NurtureDispatch, NurtureEnrollment, NurtureSequence, NurtureStep
from xianji.customers.plans.models import AccountPlan, PlanAction
from xianji.customers.playbooks.models import Playbook, PlaybookStep
from xianji.customers.pool.models import Hold, Pool, PoolEntry, PoolMovement, PoolView
from xianji.customers.preferences.models import Preference
from xianji.customers.processors.models import Processor, SentAbroad
from xianji.customers.quality.models import QualityCheck, QualitySample
from xianji.customers.teams.models import AccountTeam, TeamMember
from xianji.customers.touches.models import Touch
from xianji.customers.value.models import CustomerValue
from xianji.customers.webforms.models import Refusals, Submission, Visits, WebForm, Wording

__all__ = [
    "Consent", "NoticeVersion", "Contact", "Customer", "Campaign", "Lead", "Signal", "Touch", "Hold", "Pool",
    "PoolEntry", "PoolMovement", "PoolView", "AccountEvent", "ClassOverride", "ClassificationResult",
    "CustomerValue", "Preference", "QualityCheck", "QualitySample", "DuplicateCase", "DuplicateLook",
    "DuplicateMark", "DuplicateSearch",
    "AccountPlan", "AccountTeam", "ContactLink", "PlanAction", "Playbook", "PlaybookStep", "TeamMember",
    "NurtureDispatch", "NurtureEnrollment", "NurtureSequence", "NurtureStep", "ScoreRun",
    "Refusals", "Submission", "Visits", "WebForm", "Wording",
    "ImpactAssessment", "Processor", "SentAbroad",
]  # fmt: skip
