import type { Request, Response } from "express"
import { Router } from "express"
import { StreamChat } from "stream-chat"

const chat = new StreamChat(process.env.CHAT_KEY!, process.env.CHAT_SECRET!)
const router = Router()

router.post("/sign-up", async (req: Request<object, object, { id: string }>, res: Response) => {
	const id = req.body.id
	await chat.upsertUsers([{ id, role: "user" } as any])
	res.json({ ok: true })
})

export default router
