from getstream import Stream

call = Stream(api_key="key", api_secret="secret").video.call("default", "bots")
