const { StreamChat } = require("stream-chat");
const { sign } = require("./sign");

const ping = async (name) => {
    const client = StreamChat.getInstance("key");
    const answer = await client.connectUser({ id: name }, sign(name)) // who is it?

    return answer;
};

ping("ada").then(console.log);
