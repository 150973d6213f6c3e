/* Buttons that copy the text of an element; without a clipboard they stay hidden, and the text can be selected. */
const SAID_FOR = 2000; // milliseconds

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  const word = button.textContent;
  button.textContent = button.dataset.done;
  button.disabled = true;
  setTimeout(() => {
    button.textContent = word;
    button.disabled = false;
  }, SAID_FOR);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
