const { StreamChat } = require('stream-chat');

const admin = new StreamChat(process.env.KEY, process.env.SECRET);

exports.handler = async (event) => {
	const { id } = JSON.parse(event.body);
	const user = new StreamChat(process.env.KEY);
	await user.connectUser(
		{ id },
		admin.createToken(id), // an hour
	);
	await user.disconnectUser();
	return { statusCode: 204 };
};
