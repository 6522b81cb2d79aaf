"""What account plans add to the chapter."""

from xianji.customers.plans.controls import targets_have_a_plan
from xianji.customers.plans.resource import AccountPlanResource, PlanActionResource
from xianji.kit.registry import Part

part = Part(resources=[AccountPlanResource, PlanActionResource], controls=[targets_have_a_plan])
