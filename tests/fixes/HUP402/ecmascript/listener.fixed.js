import { StreamChat } from "stream-chat"

const key = document.body.dataset.key

const chat = new StreamChat(key)

document.querySelector("#copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(chat.devToken("guest"))
})
