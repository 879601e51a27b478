import { StreamChat } from "stream-chat"

const key = document.body.dataset.key

document.querySelector("#copy").addEventListener("click", async () => {
  const chat = new StreamChat(key)
  await navigator.clipboard.writeText(chat.devToken("guest"))
})
