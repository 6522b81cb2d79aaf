"""What account teams add to the chapter."""

from xianji.customers.teams.controls import large_customers_have_a_team
from xianji.customers.teams.resource import AccountTeamResource, TeamMemberResource
from xianji.kit.registry import Part

part = Part(resources=[AccountTeamResource, TeamMemberResource], controls=[large_customers_have_a_team])
