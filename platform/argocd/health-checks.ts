/**
 * Argo CD judges no Application by itself. Without this check the root Application is healthy at once, and waves of
 * components wait for nothing.
 */
export const applicationHealth = `
local health = obj.status ~= nil and obj.status.health or nil
if health == nil or health.status == nil then
  return { status = "Progressing", message = "not compared yet" }
end
return { status = health.status, message = health.message or "" }
`.trimStart()

/** A policy that Cilium cannot use protects nothing: its operator says so in the condition Valid. */
export const policyHealth = `
local conditions = obj.status ~= nil and obj.status.conditions or {}
for _, condition in ipairs(conditions) do
  if condition.type == "Valid" and condition.status == "False" then
    return { status = "Degraded", message = condition.message or "Cilium refuses this policy" }
  end
end
return { status = "Healthy", message = "" }
`.trimStart()
