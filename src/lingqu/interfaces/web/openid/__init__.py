"""Sign-in by an identity provider (OpenID Connect): the library's flow, with everything checked that it leaves out."""
