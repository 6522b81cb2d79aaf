"""Addresses of the administration's own pages."""

from django.urls import path

from xianji.administration.roles import views as roles
from xianji.administration.users import views as users

urls = [
    path("administration/users", users.users),
    path("administration/users/new", users.new),
    path("administration/users/<int:pk>", users.user),
    path("administration/users/<int:pk>/role", users.role),
    path("administration/users/<int:pk>/roles/<int:held>/take", users.take),
    path("administration/users/<int:pk>/do/<str:verb>", users.do),
    path("administration/roles/<int:pk>/rights/<str:label>", roles.rights),
]
