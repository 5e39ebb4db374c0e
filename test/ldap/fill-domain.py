"""Fills a domain that Samba made and that does not run: what docs/providers/ldap.md sets up, and what the group opens."""
import sys

from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB
from samba.sd_utils import SDUtils
import ldb

configuration, database, password = sys.argv[1:]
lp = LoadParm()
lp.load(configuration)
db = SamDB(url=database, session_info=system_session(), lp=lp)
sd = SDUtils(db)
domain = db.domain_dn()

for name in ["People", "Lent", "Services", "Orders"]:
    db.create_ou(f"OU={name},{domain}")
for name in ["orders-readonly", "orders-admins", "many"]:
    db.newgroup(name, groupou="OU=Lent")
db.newuser("hallpass", password, userou="OU=Services")
db.setexpiry("(sAMAccountName=hallpass)", 0, no_expiry_req=True)


def sid_of(name):
    entry = db.search(domain, scope=ldb.SCOPE_SUBTREE, expression=f"(sAMAccountName={name})", attrs=["objectSid"])[0]
    return ndr_unpack(security.dom_sid, entry["objectSid"][0])


# Write Members on the groups below one OU: member is bf9679c0-..., group is bf967a9c-... (the schema's schemaIDGUID).
member, group = "bf9679c0-0de6-11d0-a285-00aa003049e2", "bf967a9c-0de6-11d0-a285-00aa003049e2"
sd.dacl_add_ace(f"OU=Lent,{domain}", f"(OA;CI;WP;{member};{group};{sid_of('hallpass')})")

# An order that only the administrators and the group can read.
order = f"CN=4711,OU=Orders,{domain}"
db.add({"dn": order, "objectClass": "container", "description": "1 kg"})
sddl = f"D:PAI(A;;GA;;;DA)(A;;GA;;;SY)(A;;RPLCLORC;;;{sid_of('orders-readonly')})"
sd.modify_sd_on_dn(order, security.descriptor.from_sddl(sddl, security.dom_sid(db.get_domain_sid())))
