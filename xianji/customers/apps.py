"""三 Customer development: who they are and how we keep them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "xianji.customers"
    label = "customers"
    verbose_name = _("Customer development")

    def ready(self) -> None:
        from xianji.customers.consents.forgetting import consents
        from xianji.customers.consents.models import Consent
        from xianji.customers.contacts import contacted
        from xianji.customers.contacts.contacted import follow_moves, follow_talks
        from xianji.customers.contacts.models import Contact
        from xianji.customers.contacts.stopping import refuse_plans
        from xianji.customers.customers import replays  # noqa: F401
        from xianji.customers.leads import replays as lead_replays  # noqa: F401
        from xianji.customers.leads.following import follow_leads
        from xianji.customers.leads.models import Lead
        from xianji.customers.processors.models import SentAbroad
        from xianji.customers.touches import following
        from xianji.customers.touches.models import Touch
        from xianji.kit import store
        from xianji.kit.forgetting import keeping
        from xianji.kit.merging.links import Link, beside
        from xianji.workspace.activities.models import Activity

        store.follow(Activity, refuse_plans)
        store.follow(Activity, follow_talks)
        store.follow(Contact, follow_moves)
        keeping.more["consents"] = consents
        for one in (Link(Consent, "about_id", "about_label"), Link(SentAbroad, "record_id", "label", ("year",))):
            if one not in beside:
                beside.append(one)
        store.follow(Lead, follow_leads)
        store.follow(Lead, following.follow_leads)
        store.follow(Touch, following.follow_touches)
        store.follow(Consent, following.follow_consents)
        contacted.ways[Lead.label()] = (Lead, "customer_id")
        contacted.sources.append(following.last_talks)
        self.sort_and_watch()
        self.find_duplicates()
        self.fill_pools()
        self.let_teams_in()
        self.nurture_leads()
        self.take_answers()
        self.keep_the_register()

    @staticmethod
    def find_duplicates() -> None:
        """The marks of a customer follow from it, and so does what becomes of its cases."""
        from xianji.customers.customers.models import Customer
        from xianji.customers.duplicates import cases, marks
        from xianji.kit import store
        from xianji.kit.merging import links

        store.follow(Customer, marks.follow)
        store.follow(Customer, cases.follow)
        links.merged.append(cases.merged)
        links.parted.append(cases.parted)

    @staticmethod
    def fill_pools() -> None:
        """What can lie in a pool is followed, and who sees a pool sees what lies in it."""
        from xianji.customers.pool import following, reach, replays  # noqa: F401
        from xianji.customers.pool.models import Pool
        from xianji.customers.pool.of_customers import CUSTOMERS
        from xianji.customers.pool.of_leads import LEADS
        from xianji.kit import store
        from xianji.kit.sharing import keeping
        from xianji.org import actors

        actors.wider.append(reach.widened)
        keeping.shared[Pool.label()] = actors.access_changed
        store.follow(Pool, following.follow_pools)
        for subject in (CUSTOMERS, LEADS):
            store.follow(subject.model, following.follower(subject))

    @staticmethod
    def let_teams_in() -> None:
        """Members of a team see the customer and what belongs to it; lines lie where their record lies."""
        from xianji.customers.contacts.models import Contact
        from xianji.customers.customers.models import Customer
        from xianji.customers.map.models import ContactLink
        from xianji.customers.plans.models import AccountPlan, PlanAction
        from xianji.customers.teams import access, pooled
        from xianji.customers.teams.actions import follow_owners, follow_sizes
        from xianji.customers.teams.models import AccountTeam, TeamMember
        from xianji.kit import lines, store

        for follow in (follow_sizes, follow_owners, pooled.follow_leaving):
            store.follow(Customer, follow)
        access.connect()
        pooled.connect()
        access.belongs(AccountPlan)
        access.belongs(ContactLink, through="contact")
        access.belongs(PlanAction, through="plan")
        lines.lie_with(AccountTeam, TeamMember, "team")
        lines.lie_with(Contact, ContactLink, "contact")
        lines.lie_with(AccountPlan, PlanAction, "plan")

    @staticmethod
    def nurture_leads() -> None:
        """What a lead says and becomes decides about its sequences; they belong to whoever it belongs to."""
        from xianji.customers.consents.models import Consent
        from xianji.customers.leads.models import Lead
        from xianji.customers.nurturing import sending, stopping  # noqa: F401
        from xianji.customers.nurturing.models import NurtureEnrollment
        from xianji.customers.touches.models import Touch
        from xianji.kit import lines, store

        lines.lie_with(Lead, NurtureEnrollment, "lead")
        store.follow(Lead, stopping.follow_leads)
        store.follow(Touch, stopping.follow_touches)
        store.follow(Consent, stopping.follow_consents)

    @staticmethod
    def sort_and_watch() -> None:
        """What the class follows from is followed, and grave news opens a task."""
        from xianji.customers.classification.following import follow_inputs
        from xianji.customers.customers.models import Customer
        from xianji.customers.events.actions import follow_grave
        from xianji.customers.events.models import AccountEvent
        from xianji.kit import store

        store.follow(Customer, follow_inputs)
        store.follow(AccountEvent, follow_grave)

    @staticmethod
    def take_answers() -> None:
        """A published form keeps the versions of its consent; what came before anybody had a lead goes along to its owner."""
        from xianji.customers.leads.models import Lead
        from xianji.customers.webforms import looking, wording
        from xianji.customers.webforms.models import WebForm
        from xianji.kit import store

        store.follow(WebForm, wording.follow_forms)
        store.follow(Lead, looking.follow_leads)

    @staticmethod
    def keep_the_register() -> None:
        """Who may be given an export, whose data went abroad by it, and that approved assessments stay."""
        from xianji.approval.exports import recipients
        from xianji.customers.assessments.actions import stay
        from xianji.customers.assessments.models import ImpactAssessment
        from xianji.customers.assessments.recipients import known
        from xianji.customers.processors import abroad
        from xianji.kit import store

        recipients.fill(known, abroad.count)
        store.follow(ImpactAssessment, stay)
