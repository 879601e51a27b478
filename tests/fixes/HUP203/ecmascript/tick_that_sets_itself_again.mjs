import { StreamChat } from 'stream-chat';

const ticker = document.querySelector('#ticker');

export function startTicker(key, room) {
	async function tick() {
		const chat = new StreamChat(key);
		await chat.connectAnonymousUser();
		const state = await chat.channel('livestream', room).watch();
		ticker.textContent = state.messages.at(-1)?.text ?? '';
		window.setTimeout(tick, 15_000);
	}
	void tick();
}
