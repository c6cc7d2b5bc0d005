"""The outside validators and reading engines, as functions that tests call.

Each function takes finished files and gives back what the tool found as plain data. A tool that is
not there skips the test with the reason; with NOTEPRESS_REQUIRE_VALIDATORS=1 it fails the test.
`make test` puts all of them in place.
"""
