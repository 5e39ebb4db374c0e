# Drives the stand-in by AWS's own client for Python, so that somebody else's code reads its answers. Prints what it got, as JSON.
import json
import sys

import botocore.config
import botocore.exceptions
import botocore.session

base, access_key, secret_key = sys.argv[1:]
session = botocore.session.Session()
session.set_credentials(access_key, secret_key)


def connect(service):
    config = botocore.config.Config(retries={"max_attempts": 0})
    return session.create_client(
        service, region_name="eu-central-1", endpoint_url=f"{base}/{service}", config=config
    )


def code_of(call):
    try:
        call()
    except botocore.exceptions.ClientError as error:
        return [error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]]
    return None


iam, trail = connect("iam"), connect("cloudtrail")
alice = {"UserName": "alice"}
mine = {**alice, "PolicyName": "hallpass-by-python"}
document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a<b>&c"}]}

iam.put_user_policy(**mine, PolicyDocument=json.dumps(document))
details = iam.get_paginator("get_account_authorization_details").paginate(Filter=["User"])
people = [user for page in details for user in page["UserDetailList"]]
events = [event for page in trail.get_paginator("lookup_events").paginate(
    LookupAttributes=[{"AttributeKey": "Username", "AttributeValue": "alice"}],
    StartTime=0, EndTime=4102444800,
) for event in page["Events"]]
told = {
    "account": connect("sts").get_caller_identity()["Account"],
    "user": iam.get_user(**alice)["User"]["UserId"],
    "users": [user["UserName"] for page in iam.get_paginator("list_users").paginate() for user in page["Users"]],
    "read": iam.get_user_policy(**mine)["PolicyDocument"] == document,
    "listed": [each["PolicyDocument"] == document for user in people for each in user.get("UserPolicyList", [])],
    "events": [event["EventName"] for event in events],
    "simulated": [each["EvalDecision"] for each in iam.simulate_principal_policy(
        PolicySourceArn="arn:aws:iam::123456789012:role/hallpass",
        ActionNames=["iam:GetUserPolicy", "iam:CreateUser"],
        ResourceArns=["arn:aws:iam::123456789012:user/people/alice"],
    )["EvaluationResults"]],
    "missing": code_of(lambda: iam.get_user(UserName="nobody")),
    "refused": code_of(lambda: iam.create_user(UserName="mallory")),
    "long": code_of(lambda: iam.put_user_policy(**mine, PolicyDocument=json.dumps([document] * 20))),
}
iam.delete_user_policy(**mine)
told["gone"] = code_of(lambda: iam.delete_user_policy(**mine))
json.dump(told, sys.stdout)
