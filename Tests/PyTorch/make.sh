#!/bin/sh
# Makes all expected values again: ./make.sh [MNIST folder]
#
# PyTorch goes to a virtual environment outside of the repository: the folder that PYTORCH_ENV names,
# else one in the user's cache. It is made where it is not there, about 5 GB, and gets
# what it lacks. With a folder that holds the full MNIST set, the training on it is repeated too, which takes some
# minutes.
set -eu
environment=${PYTORCH_ENV:-${XDG_CACHE_HOME:-$HOME/.cache}/digit-by-digit/pytorch}
mnist=${1:+$(cd "$1" && pwd)}
cd "$(dirname "$0")"
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment"
fi
"$environment/bin/pip" install --quiet --requirement requirements.txt
for script in generator initialization dataloader operations layers sgd programs guide; do
  "$environment/bin/python" "$script.py"
done
"$environment/bin/python" training.py ${mnist:+--mnist "$mnist"}
