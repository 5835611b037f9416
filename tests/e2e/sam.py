"""SAM templates as the CloudFormation templates that AWS's own translator makes of them."""

import logging
import os
import re

import yaml

from gatewright import REGION
from stack import Loader


class NoManagedPolicies:
    """What the translator would ask IAM for; the corpus's templates name policies by ARN."""

    def load(self):
        return {}


def transformed(text):
    """A template of a package: what `sam package` uploads is said to be uploaded."""
    # The translator asks for a region as it is imported, and logs at length.
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    from samtranslator.translator.transform import transform

    packaged = re.sub(r"CodeUri: \S+", "CodeUri: s3://artifacts/package.zip", text)
    return transform(yaml.load(packaged, Loader), {}, NoManagedPolicies())
