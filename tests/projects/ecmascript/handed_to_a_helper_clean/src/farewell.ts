export function farewell(chat) {
  console.info('signed out', chat.userID);
}

export function leave(chat) {
  return chat.disconnectUser();
}
