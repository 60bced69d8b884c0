// Shows what needs a script and a passkey, and says so in words when it does not work.
(function () {
  if (!window.PublicKeyCredential) return
  document.querySelectorAll("[data-passkey]").forEach(function (part) { part.hidden = false })
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault()
    var place = document.querySelector("[data-passkey-trouble]")
    if (!place) {
      place = document.createElement("p")
      place.className = "govuk-error-message"
      place.setAttribute("role", "alert")
      place.setAttribute("data-passkey-trouble", "")
      document.querySelector("[data-passkey]").prepend(place)
    }
    place.textContent = "That did not work. Try again, or use another way to sign in."
  })
})()
