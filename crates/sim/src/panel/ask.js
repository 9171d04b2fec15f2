// One question with yes and no, and one line that tells what happened.
let hiding = 0;

export function ask(words, detail = "") {
  const dialog = document.getElementById("ask");
  document.getElementById("ask-words").textContent = words;
  document.getElementById("ask-detail").textContent = detail;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answered) => {
    dialog.addEventListener("close", () => answered(dialog.returnValue === "yes"), { once: true });
  });
}

export function told(words) {
  const line = document.getElementById("told");
  line.textContent = words;
  line.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { line.hidden = true; }, 4000);
}
