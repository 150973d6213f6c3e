/* Makes or uses a passkey when a form with data-passkey is sent, and sends what the device answered.

   create   make one, from the options in the page (#passkey-options)
   get      use one as the second factor, from the options in the page
   login    log in with one alone: the options are fetched when the form is sent */

const inPage = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function fetched(form) {
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).request_options;
}

function creation(form) {
  const options = inPage().creation_options;
  const isAlone = form.elements.passwordless.checked;
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: isAlone ? "required" : "discouraged", requireResidentKey: isAlone,
    ...(isAlone ? { userVerification: "required" } : {}),
  });
  return options;
}

const ANSWERS = {
  create: (form) => window.webauthnJSON.create(creation(form)),
  get: () => window.webauthnJSON.get(inPage().request_options),
  login: async (form) => window.webauthnJSON.get(await fetched(form)),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-trouble]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ANSWERS[form.dataset.passkey](form));
    } catch {
      trouble.textContent = form.dataset.failed;
      trouble.hidden = false;
      return;
    }
    form.submit();
  });
}
