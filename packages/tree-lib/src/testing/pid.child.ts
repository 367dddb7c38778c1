// Prints its pid.
console.log(process.pid)
