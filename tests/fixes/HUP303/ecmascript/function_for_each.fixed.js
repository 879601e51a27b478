const { StreamChat } = require('stream-chat');

const server = new StreamChat('team-key', process.env.TEAM_SECRET);
const team = [{ id: 'ada' }, { id: 'bob' }];

server.upsertUsers(team.map((member) => ({ id: member.id, role: 'user' })));
