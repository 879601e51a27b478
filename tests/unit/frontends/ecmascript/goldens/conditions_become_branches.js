if (ready && !(busy || closed)) start();
else if (late) wait();
const value = given ?? fallback;
cache ||= make();
client && client.close();
