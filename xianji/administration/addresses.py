"""Addresses of the administration's own pages; they come before those of its resources."""

from django.urls import path

from xianji.administration.calendar import views as calendar
from xianji.administration.company import views as company
from xianji.administration.journal import views as journal
from xianji.administration.numbers import views as numbers
from xianji.administration.parameters import told as rulebook_api
from xianji.administration.parameters import views as parameters
from xianji.administration.people import views as people
from xianji.administration.roles import views as roles
from xianji.administration.seeing import views as seeing
from xianji.administration.settings import views as settings
from xianji.administration.subjects import views as subjects
from xianji.administration.tables.addresses import urls as tables
from xianji.administration.tokens import views as tokens
from xianji.administration.units import views as units
from xianji.administration.upkeep import views as upkeep
from xianji.administration.users import views as users
from xianji.administration.webhooks import views as webhooks
from xianji.administration.why import views as why

urls = [
    path("administration/settings", settings.settings),
    path("administration/see-as", seeing.choose),
    path("administration/see-as/end", seeing.end),
    path("administration/see-as/<int:pk>", seeing.begin),
    path("administration/company", company.company),
    path("administration/numbers", numbers.numbers),
    path("administration/numbers/<str:prefix>", numbers.number),
    path("administration/jobs", upkeep.jobs),
    path("administration/backup", upkeep.backup),
    path("administration/rights", roles.matrix),
    path("administration/tokens", tokens.everybodys),
    path("administration/tokens/<int:pk>/revoke", tokens.revoke_any),
    path("administration/tree", units.tree),
    path("administration/journal", journal.journal),
    path("administration/journal/verify", journal.verify),
    path("administration/journal/<int:pk>", journal.entry),
    path("administration/journal/<int:pk>/erase", journal.erase_value),
    path("administration/users", users.users),
    path("administration/users/new", users.new),
    path("administration/users/<int:pk>", users.user),
    path("administration/users/<int:pk>/role", users.role),
    path("administration/users/<int:pk>/roles/<int:held>/take", users.take),
    path("administration/users/<int:pk>/do/<str:verb>", users.do),
    path("administration/roles/<int:pk>/rights/<str:label>", roles.rights),
    path("administration/people/<int:pk>/do/leave", people.passing_on, {"verb": "leave"}),
    path("administration/people/<int:pk>/do/hand_over_all", people.passing_on, {"verb": "hand_over_all"}),
    path("administration/subjects/<int:pk>/held", subjects.held),
    path("administration/why/<str:label>/<int:pk>", why.why),
    path("administration/workdays/seed", calendar.seed),
    path("policy/parameters", parameters.parameters),
    path("policy/parameters/<str:key>", parameters.parameter),
    *tables,
    path("administration/webhooks/<int:pk>/secret", webhooks.secret),
    path("administration/webhooks/<int:pk>/deliveries/<int:delivery>/again", webhooks.again),
]

api = [
    path("api/policy/parameters", rulebook_api.listed),
    path("api/policy/tables/<str:name>/answer", rulebook_api.asked),
]
