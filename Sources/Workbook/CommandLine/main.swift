print("Digit by Digit")
