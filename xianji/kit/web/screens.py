"""What a page that the kit does not derive is made with: the words of the web, in one place."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http import Http404 as Missing
from django.shortcuts import render

from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in

Request, Response, Redirect = HttpRequest, HttpResponse, HttpResponseRedirect

__all__ = ["FileResponse", "Missing", "Redirect", "Request", "Response", "go", "render", "signed_in"]
