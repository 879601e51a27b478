export const key = process.env.CHAT_KEY;
