const ticker = {
  source: null,
  start(symbol) { this.source?.close(); this.source = new EventSource(`/ticks/${symbol}`); this.source.onmessage = (e) => { document.title = e.data; }; },
};

for (const button of document.querySelectorAll('button')) {
  button.addEventListener('click', () => ticker.start(button.value));
}
