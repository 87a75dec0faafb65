-- One paper of a proposal.
SELECT name, encode(bytes, 'base64') AS bytes FROM office.attachment WHERE (city, proposal, attachment) = ($1, $2, $3)
