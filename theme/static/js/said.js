/* What was done is said in a line at the foot of the window, also to those who listen. */
const SECONDS = 3;
const line = document.querySelector(".said");
let waiting;

addEventListener("digest:said", (event) => {
  if (!line) return;
  clearTimeout(waiting);
  line.textContent = event.detail;
  waiting = setTimeout(() => { line.textContent = ""; }, SECONDS * 1000);
});
