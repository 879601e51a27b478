from meter.poll import poll

if __name__ == "__main__":
    poll()
