"""What campaigns add to the chapter."""

from xianji.customers.campaigns import controls
from xianji.customers.campaigns.resource import CampaignResource
from xianji.kit.registry import Part

part = Part(resources=[CampaignResource], controls=[controls.planned_channels_are_at_work])
