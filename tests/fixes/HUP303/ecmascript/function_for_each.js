const { StreamChat } = require('stream-chat');

const server = new StreamChat('team-key', process.env.TEAM_SECRET);
const team = [{ id: 'ada' }, { id: 'bob' }];

team.forEach(function (member) { server.connectUser({ id: member.id, role: 'user' }, server.createToken(member.id)); });
