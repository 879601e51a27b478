const { StreamChat } = require('stream-chat');

const admin = new StreamChat(process.env.KEY, process.env.SECRET);

exports.handler = async (event) => {
	const { id } = JSON.parse(event.body);
	await admin.upsertUsers([{ id }]);
	return { statusCode: 204 };
};
