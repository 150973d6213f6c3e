"""Who gets in, as whom, and with which rights: logging in, second factors, roles, grants, switches.

Logging in is django-allauth's: password, then one-time code or passkey, throttled,
nobody signs up. Here is what we say and record around it.

urls.py           the pages of /account/: which of allauth's there are, and how they are guarded
adapter.py        allauth's settings that are code: words, client's address, names on devices
second_factor.py  who has one, and who is led to set one up first
recorded.py       a change of a password or a second factor leaves a ledger event
throttled.py      a refusal because of too many attempts is told as such (429)
views.py          my account
wishes.py         what a person wishes for themselves
pseudonym.py      a change of a pseudonym leaves a ledger event
rights.py         what a person's rights are; a change of them ends their sessions
roles.py          roles, given and taken everywhere
grants.py         roles, given and taken for one collection
switches.py       what administrators turn on and off
"""
