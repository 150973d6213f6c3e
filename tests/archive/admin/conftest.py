"""The data that a browser would send from an admin page."""


def filled(page, **changes):
    """The data of an admin form as the page shows it, with changes."""
    admin_form = page.context["adminform"].form
    forms = [admin_form]
    data = {}
    for inline in page.context["inline_admin_formsets"]:
        forms += inline.formset.forms
        prefix = inline.formset.prefix
        data |= {f"{prefix}-{name}": inline.formset.management_form[name].value()
                 for name in inline.formset.management_form.fields}
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            if name != "DELETE" and value is not False:
                data[form.add_prefix(name)] = "" if value is None else value
    return {**data, **changes}
