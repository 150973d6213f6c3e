/* Inside the frame of a preview only this page may be shown: links that lead elsewhere open beside it. */
const isElsewhere = (address) => new URL(address, location.href).pathname !== location.pathname;

for (const link of document.querySelectorAll("a[href]")) {
  if (isElsewhere(link.href) && link.target !== "_top") {
    link.target = "_blank";
    link.rel = "noopener";
  }
}
for (const form of document.querySelectorAll("form")) form.target = "_blank";
