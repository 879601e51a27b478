import type { Request, Response } from "express"
import { Router } from "express"
import { StreamChat } from "stream-chat"

const chat = new StreamChat(process.env.CHAT_KEY!, process.env.CHAT_SECRET!)
const router = Router()

router.post("/sign-up", async (req: Request<object, object, { id: string }>, res: Response) => {
	const id = req.body.id
	const secretToken = chat.createToken(id)
	if (!chat.user || chat.user.id !== id) {
		await chat.connectUser({ id, role: "user" } as any, secretToken)
	}
	res.json({ ok: true })
})

export default router
