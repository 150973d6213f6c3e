// Suggests agents while a name is being typed. Without it the name is typed in full.
(() => {
  const form = document.querySelector("[data-suggest-from]");
  const list = document.getElementById("agent-names");
  if (!form || !list) return;
  let latest = 0;
  const suggest = async (words) => {
    const mine = ++latest;
    const answer = await fetch(`${form.dataset.suggestFrom}?q=${encodeURIComponent(words)}`);
    if (!answer.ok || mine !== latest) return;
    const { agents } = await answer.json();
    list.replaceChildren(...agents.map((name) => Object.assign(document.createElement("option"), { value: name })));
  };
  form.addEventListener("input", ({ target }) => {
    if (target.dataset.suggest === "agents" && target.value.trim().length > 1) suggest(target.value.trim());
  });
})();
