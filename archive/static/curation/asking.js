/* Asks the server from a page of the desk, and says aloud what came of it. */

/** What lets a form in. Who logs in again, in whichever window, has a new one: the cookie knows it, the page does not. */
export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  ?? document.querySelector("meta[name=csrf]").content;

addEventListener("submit", ({ target }) => {
  const field = target.elements.csrfmiddlewaretoken;
  if (field) field.value = token();
}, true);

/** The JSON answer of `address`. `body` (a plain value or FormData) makes it a POST.
    Throws an Error whose message is in words that a curator understands; `answer` and `status` are on it. */
export async function ask(address, body) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const options = { headers, credentials: "same-origin" };
  if (body !== undefined) {
    options.method = "POST";
    options.body = body instanceof FormData ? body : JSON.stringify(body);
    if (body instanceof FormData) body.set("csrfmiddlewaretoken", token());
    else headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error(document.body.dataset.offline);
  }
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : {};
  if (!response.ok || response.redirected) {
    const { refused, loggedOut } = document.body.dataset;
    const error = new Error(answer.error || (response.redirected ? loggedOut : refused));
    throw Object.assign(error, { answer, status: response.status });
  }
  return answer;
}

/** Say `words` in the page's status line, which screen readers read out. */
export function say(words) {
  const line = document.getElementById("status");
  line.textContent = "";
  line.textContent = words;
}
