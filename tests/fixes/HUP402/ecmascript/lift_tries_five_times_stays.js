const { StreamChat } = require('stream-chat')

async function lift(users) {
  for (let turn = 0; turn < 5; turn++) {
    const cabin = new StreamChat('tower', 'basement')
    try {
      return await cabin.upsertUsers(users)
    } catch (error) {
      console.warn(error)
    }
  }
}

module.exports = lift
