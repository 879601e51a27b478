from flask import Blueprint, jsonify, request

from yard.lines import shout

tools = Blueprint("tools", __name__, url_prefix="/tools")


@tools.post("/<name>/borrow")
def borrow(name):
    shout(request.json["member"], name)
    return jsonify(name=name)
