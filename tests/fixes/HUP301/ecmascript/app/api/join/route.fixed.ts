import { NextResponse } from "next/server"
import { StreamChat } from "stream-chat"

const serverClient = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY!, process.env.STREAM_SECRET!)

export async function POST(request: Request): Promise<NextResponse> {
  const { id, name } = (await request.json()) as { id: string; name: string }
  const token = serverClient.createToken(id)

  await serverClient.upsertUsers([{ id, name }])

  return NextResponse.json({ token })
}
