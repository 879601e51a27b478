import { NextResponse } from "next/server"
import { StreamChat } from "stream-chat"

const serverClient = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY!, process.env.STREAM_SECRET!)

export async function POST(request: Request): Promise<NextResponse> {
  const { id, name } = (await request.json()) as { id: string; name: string }
  const token = serverClient.createToken(id)
  const client = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY!)

  await client.connectUser({ id, name }, token)

  return NextResponse.json({ token })
}
